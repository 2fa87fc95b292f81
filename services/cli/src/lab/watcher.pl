#!/usr/bin/perl
# Watches one thing in a network namespace without a pause, so that what lasts for a moment only is seen too.
#
#   serve PORT                 echoes on TCP and UDP
#   closed ADDRESS PORT        a UDP packet every 5 ms from one port, which conntrack lets through for good once one of
#                              them has passed, and a TCP connection every 50 ms: any answer, a refusal too, is counted
#   open ADDRESS PORT          a UDP packet every 20 ms, each from another port: each has to be answered
#   connection ADDRESS PORT    one TCP connection with a line every 20 ms, each of which has to come back, in order
#
# Answers each line of its input with `SENT ANSWERED LOST REASON`. At the end of its input it sends no more, waits for
# what is under way, says the same once more, and ends. Perl for the reasons that prober.pl has.
use strict;
use warnings;
use Errno qw(EAGAIN EINTR EINPROGRESS);
use POSIX ();
use Socket qw(:DEFAULT inet_pton IPPROTO_IPV6 IPPROTO_TCP TCP_NODELAY IPV6_V6ONLY pack_sockaddr_in6 SO_REUSEADDR
    SO_RCVBUF);

# What is not answered for so long is lost. Seconds.
use constant { PATIENCE => 30, CONNECTIONS => 20 };

my ($mode, @target) = @ARGV;
my ($sent, $answered, $lost, $reason, $is_ending) = (0, 0, 0, '-', 0);
my ($family, $to);
my %open;          # fileno => { handle, since, is_tcp }, what is waited for
my @connecting;    # TCP attempts, oldest first
my ($connection, $received) = (undef, '');
my %echoing;       # fileno => handle, TCP connections of our peers
my @listening;

$SIG{PIPE} = 'IGNORE';
STDIN->blocking(0);

my $ticks = POSIX::sysconf(POSIX::_SC_CLK_TCK()) || 100;
sub now { return (POSIX::times())[0] / $ticks }

sub report { my $line = "$sent $answered $lost $reason\n"; syswrite(STDOUT, $line); return }

sub socket_address {
    my ($address, $port) = @_;
    return pack_sockaddr_in6($port, inet_pton(AF_INET6, $address)) if $address =~ /:/;
    return pack_sockaddr_in($port, inet_pton(AF_INET, $address));
}

sub open_socket {
    my ($of_family, $type) = @_;
    socket(my $handle, $of_family, $type, 0) or die "socket: $!\n";
    $handle->blocking(0);
    setsockopt($handle, IPPROTO_TCP, TCP_NODELAY, 1) if $type == SOCK_STREAM;
    return $handle;
}

# --- serve ---------------------------------------------------------------------------------------------------------

sub serve_on {
    my ($port) = @_;
    for my $each (grep { socket my $try, $_, SOCK_DGRAM, 0 } AF_INET, AF_INET6) {
        for my $type (SOCK_STREAM, SOCK_DGRAM) {
            my $handle = open_socket($each, $type);
            setsockopt($handle, IPPROTO_IPV6, IPV6_V6ONLY, 1) if $each == AF_INET6;
            setsockopt($handle, SOL_SOCKET, SO_REUSEADDR, 1) if $type == SOCK_STREAM;
            bind($handle, socket_address($each == AF_INET6 ? '::' : '0.0.0.0', $port)) or die "bind: $!\n";
            listen($handle, 128) if $type == SOCK_STREAM;
            # What comes while this machine has no time for us is not lost for that.
            setsockopt($handle, SOL_SOCKET, SO_RCVBUF, 1 << 20) if $type == SOCK_DGRAM;
            push @listening, { handle => $handle, is_tcp => $type == SOCK_STREAM };
        }
    }
    return;
}

sub serve {
    my ($readable) = @_;
    for my $listener (grep { vec $readable, fileno $_->{handle}, 1 } @listening) {
        if ($listener->{is_tcp}) {
            while (accept(my $peer, $listener->{handle})) { $peer->blocking(0); $echoing{ fileno $peer } = $peer }
            next;
        }
        while (defined(my $from = recv($listener->{handle}, my $data, 64, 0))) {
            send($listener->{handle}, $data, 0, $from);
        }
    }
    for my $fileno (grep { vec $readable, $_, 1 } keys %echoing) {
        my $got = sysread $echoing{$fileno}, my $data, 4096;
        # Lines are few and short: they fit into the buffers.
        if ($got) { syswrite $echoing{$fileno}, $data }
        elsif (defined $got || ($! != EAGAIN && $! != EINTR)) { delete $echoing{$fileno} }
    }
    return;
}

# --- closed and open -----------------------------------------------------------------------------------------------

sub wait_for {
    my ($handle, $is_tcp) = @_;
    my $entry = { handle => $handle, since => now(), is_tcp => $is_tcp };
    $open{ fileno $handle } = $entry;
    return $entry;
}

# A policy's own DROP on the way out shows as an error of send: it counts as a packet that went nowhere.
sub send_packet {
    my ($handle) = @_;
    $sent++;
    defined(syswrite $handle, '?') or $! == EAGAIN or $! == POSIX::EPERM() or $answered++;
    return;
}

sub try_connection {
    my $handle = open_socket($family, SOCK_STREAM);
    $sent++;
    if (!connect($handle, $to) && $! != EINPROGRESS) { $answered++; return }
    push @connecting, wait_for($handle, 1);
    return if @connecting <= CONNECTIONS;
    delete $open{ fileno((shift @connecting)->{handle}) };
    return;
}

# Readable: data, or an error that an answer brought (a port that is not served, a reset).
sub take_answers {
    my ($readable, $writable) = @_;
    for my $fileno (keys %open) {
        my $entry = $open{$fileno};
        next unless vec($readable, $fileno, 1) || ($entry->{is_tcp} && vec $writable, $fileno, 1);
        my $got = $entry->{is_tcp} ? 1 : sysread $entry->{handle}, my $data, 64;
        next if !defined $got && $! == EAGAIN;
        $answered++;
        next if $mode eq 'closed' && !$entry->{is_tcp};
        @connecting = grep { $_ != $entry } @connecting;
        delete $open{$fileno};
    }
    return;
}

sub give_up_on_old {
    my $oldest = now() - PATIENCE;
    for my $fileno (grep { $open{$_}{since} < $oldest } keys %open) { delete $open{$fileno}; $lost++ }
    return;
}

# --- connection ----------------------------------------------------------------------------------------------------

sub connect_once {
    $connection = open_socket($family, SOCK_STREAM);
    $connection->blocking(1);
    if (!connect $connection, $to) { $reason = "connect: $!"; $connection = undef; return }
    $connection->blocking(0);
    return;
}

sub send_line {
    return unless $connection;
    my $line = ($sent + 1) . "\n";
    my $wrote = syswrite $connection, $line;
    if (!defined $wrote) { broken("write: $!") if $! != EAGAIN; return }
    $sent++;
    return;
}

sub take_lines {
    my ($readable) = @_;
    return unless $connection && vec $readable, fileno $connection, 1;
    my $got = sysread $connection, $received, 4096, length $received;
    if (!$got) {
        broken(defined $got ? 'closed by the peer' : "read: $!") if defined $got || $! != EAGAIN;
        return;
    }
    while ($received =~ s/^(\d+)\n//) {
        $answered++;
        broken("line $1 came where $answered was due") if $1 != $answered;
    }
    return;
}

sub broken {
    my ($why) = @_;
    $reason = $why =~ tr/\n//dr if $reason eq '-';
    $connection = undef;
    return;
}

# --- the loop ------------------------------------------------------------------------------------------------------

my ($address, $port) = @target == 2 ? @target : (undef, @target);
if (defined $address) {
    $family = $address =~ /:/ ? AF_INET6 : AF_INET;
    $to = socket_address($address, $port);
}

my %modes = (
    serve => { pause => undef, start => sub { serve_on($port) }, send => sub { }, pending => sub { 0 } },
    closed => {
        pause => 0.005,
        start => sub { my $udp = open_socket($family, SOCK_DGRAM); connect $udp, $to; wait_for($udp, 0) },
        send => sub {
            send_packet($_->{handle}) for grep { !$_->{is_tcp} } values %open;
            try_connection() if $sent % 11 == 10;
        },
        pending => sub { 0 },
    },
    open => {
        pause => 0.02,
        start => sub { },
        send => sub {
            my $udp = open_socket($family, SOCK_DGRAM);
            connect $udp, $to;
            wait_for($udp, 0);
            send_packet($udp);
            give_up_on_old();
        },
        pending => sub { give_up_on_old(); scalar keys %open },
    },
    connection => {
        pause => 0.02,
        start => \&connect_once,
        send => \&send_line,
        pending => sub { $connection && $answered < $sent },
    },
);
my $watch = $modes{ $mode // '' } or die "unknown mode\n";
$watch->{start}->();
report();

my $ended_at;
while (1) {
    my ($readable, $writable) = ('', '');
    vec($readable, fileno STDIN, 1) = 1 unless $is_ending;
    vec($readable, fileno $_, 1) = 1
        for values %echoing, (map { $_->{handle} } @listening, values %open), $connection // ();
    vec($writable, fileno $_->{handle}, 1) = 1 for @connecting;
    my $found = select $readable, $writable, undef, $watch->{pause};
    if ($found > 0) {
        serve($readable);
        take_answers($readable, $writable);
        take_lines($readable);
        if (!$is_ending && vec $readable, fileno STDIN, 1) {
            my $got = sysread STDIN, my $lines, 4096;
            report() for 1 .. ($got ? $lines =~ tr/\n// : 0);
            ($is_ending, $ended_at) = (1, now()) if defined $got && $got == 0;
        }
    }
    if ($is_ending) {
        last if !$watch->{pending}->() || now() - $ended_at > PATIENCE;
    }
    # Answers do not set the pace.
    elsif ($found == 0) { $watch->{send}->() }
}
$lost += $watch->{pending}->() ? $sent - $answered : 0 if $mode eq 'connection';
report();
