#!/usr/bin/perl
# The prober of one network namespace: answers and sends real TCP, UDP and SCTP packets as its standard input says.
#
# Perl, because its `perl-base` is on every Debian and has what Node lacks: raw sockets, and bind before connect.
# SCTP is spoken over raw sockets (INIT answered by INIT ACK), so that it is probed on kernels without SCTP too:
# conntrack and iptables match its packets there all the same.
#
# Commands, one per line:                        Answers:
#   name NAME                                    (none) who it says it is when it is reached
#   listen tcp|udp|sctp PORT                     listening PROTOCOL PORT | failed PROTOCOL PORT REASON
#   probe ID tcp|udp|sctp SOURCE ADDRESS PORT MS result ID open NAME | refused REASON | silent
#
# SOURCE is a port, and ADDRESS is IPv4 or IPv6. It ends at the end of its input.
use strict;
use warnings;
use Errno qw(EINPROGRESS EAGAIN EINTR);
use POSIX ();
use Socket qw(:DEFAULT inet_pton inet_ntop IPPROTO_TCP IPPROTO_IPV6 IPV6_V6ONLY pack_sockaddr_in6 unpack_sockaddr_in6
    SO_LINGER SO_REUSEADDR SO_RCVBUF);

use constant { IPPROTO_SCTP => 132, RETRANSMIT => 0.3, CHUNK_INIT => 1, CHUNK_INIT_ACK => 2, CHUNK_ABORT => 6 };

my $name = '-';
my $input = '';
my %listeners;    # fileno => { handle, protocol }, sockets that wait for peers
my %probes;       # id => { protocol, handle, deadline, ... }, probes under way
my %by_fileno;    # fileno => probe, TCP and UDP
my %sctp_ports;   # port => 1, ports that answer INIT
my %sctp_probes;  # source port => probe
my %raw;          # address family => raw SCTP socket

# Where the kernel has no IPv6 there is nothing to listen on.
my @families = grep { socket my $try, $_, SOCK_DGRAM, 0 } AF_INET, AF_INET6;

$SIG{PIPE} = 'IGNORE';
STDIN->blocking(0);
STDOUT->blocking(1);

# Monotonic seconds, to a hundredth. (Time::HiRes is not in perl-base.)
my $ticks = POSIX::sysconf(POSIX::_SC_CLK_TCK()) || 100;
sub now { return (POSIX::times())[0] / $ticks }

sub say_line { my ($line) = @_; syswrite(STDOUT, "$line\n"); return }

sub family_of { my ($address) = @_; return $address =~ /:/ ? AF_INET6 : AF_INET }

sub socket_address {
    my ($address, $port) = @_;
    my $family = family_of($address);
    my $packed = inet_pton($family, $address) // die "bad address $address\n";
    return $family == AF_INET6 ? pack_sockaddr_in6($port, $packed) : pack_sockaddr_in($port, $packed);
}

sub open_socket {
    my ($family, $type, $protocol) = @_;
    socket(my $handle, $family, $type, $protocol) or die "socket: $!\n";
    $handle->blocking(0);
    setsockopt($handle, IPPROTO_IPV6, IPV6_V6ONLY, 1) if $family == AF_INET6;
    return $handle;
}

# --- being reached -------------------------------------------------------------------------------------------------

sub listen_on {
    my ($protocol, $port) = @_;
    if ($protocol eq 'sctp') {
        $sctp_ports{$port} = 1;
        raw_socket($_) for @families;
        return;
    }
    for my $family (@families) {
        my $any = $family == AF_INET6 ? '::' : '0.0.0.0';
        my $handle = open_socket($family, $protocol eq 'tcp' ? SOCK_STREAM : SOCK_DGRAM, 0);
        setsockopt($handle, SOL_SOCKET, SO_REUSEADDR, 1) if $protocol eq 'tcp';
        bind($handle, socket_address($any, $port)) or die "bind: $!\n";
        if ($protocol eq 'tcp') { listen($handle, 1024) or die "listen: $!\n" }
        else                    { setsockopt($handle, SOL_SOCKET, SO_RCVBUF, 1 << 20) }
        $listeners{ fileno $handle } = { handle => $handle, protocol => $protocol };
    }
    return;
}

sub serve {
    my ($listener) = @_;
    my $handle = $listener->{handle};
    if ($listener->{protocol} eq 'tcp') {
        while (accept(my $peer, $handle)) { syswrite($peer, "$name\n"); close $peer }
        return;
    }
    while (defined(my $from = recv($handle, my $data, 64, 0))) { send($handle, "$name\n", 0, $from) }
    return;
}

# --- SCTP over raw sockets (RFC 9260) ------------------------------------------------------------------------------

my @crc_table = map {
    my $value = $_;
    $value = $value & 1 ? ($value >> 1) ^ 0x82F63B78 : $value >> 1 for 1 .. 8;
    $value;
} 0 .. 255;

sub crc32c {
    my ($data) = @_;
    my $crc = 0xFFFFFFFF;
    $crc = ($crc >> 8) ^ $crc_table[($crc ^ $_) & 0xFF] for unpack 'C*', $data;
    return $crc ^ 0xFFFFFFFF;
}

# Conntrack drops packets whose checksum is wrong as invalid.
sub sctp_packet {
    my ($source, $destination, $tag, $chunk) = @_;
    $chunk .= "\0" while length($chunk) % 4;
    my $packet = pack('nnNV', $source, $destination, $tag, 0) . $chunk;
    substr($packet, 8, 4, pack 'V', crc32c($packet));
    return $packet;
}

# INIT and INIT ACK: tag, window, one stream each way, first sequence number, parameters.
sub init_chunk {
    my ($type, $tag, $parameters) = @_;
    my $body = pack('NNnnN', $tag, 65_536, 1, 1, $tag) . $parameters;
    return pack('CCn', $type, 0, 4 + length $body) . $body;
}

sub raw_socket {
    my ($family) = @_;
    return $raw{$family} if $raw{$family};
    my $handle = open_socket($family, SOCK_RAW, IPPROTO_SCTP);
    setsockopt($handle, SOL_SOCKET, SO_RCVBUF, 1 << 20);
    return $raw{$family} = $handle;
}

sub read_raw {
    my ($family) = @_;
    while (defined(my $from = recv($raw{$family}, my $packet, 2048, 0))) {
        # IPv4 raw sockets deliver the IP header, IPv6 ones do not.
        substr($packet, 0, 4 * (ord($packet) & 15), '') if $family == AF_INET && length $packet;
        next if length $packet < 16;
        my ($source, $destination, $tag, undef, $type) = unpack 'nnNNC', $packet;
        if ($type == CHUNK_INIT) { answer_init($family, $from, $packet) }
        else                     { take_answer($source, $destination, $tag, $type, $packet) }
    }
    return;
}

sub answer_init {
    my ($family, $from, $packet) = @_;
    return if length $packet < 20;
    my ($source, $destination) = unpack 'nn', $packet;
    my $peer_tag = unpack 'N', substr $packet, 16, 4;
    # The state cookie, parameter 7, is opaque to the peer: it carries our name.
    my $cookie = pack('nn', 7, 4 + length $name) . $name;
    my $chunk = $sctp_ports{$destination}
        ? init_chunk(CHUNK_INIT_ACK, 1 + int rand 0xFFFFFFFE, $cookie)
        : pack('CCn', CHUNK_ABORT, 0, 4);
    my $to = $family == AF_INET6 ? pack_sockaddr_in6(0, (unpack_sockaddr_in6($from))[1])
                                 : pack_sockaddr_in(0, (unpack_sockaddr_in($from))[1]);
    send($raw{$family}, sctp_packet($destination, $source, $peer_tag, $chunk), 0, $to);
    return;
}

sub take_answer {
    my ($source, $destination, $tag, $type, $packet) = @_;
    my $probe = $sctp_probes{$destination};
    return unless $probe && $probe->{port} == $source && $probe->{tag} == $tag;
    if ($type == CHUNK_INIT_ACK && length $packet >= 36) {
        my (undef, $length) = unpack 'nn', substr $packet, 32, 4;
        finish($probe, 'open ' . substr $packet, 36, $length - 4);
    }
    # A kernel that speaks SCTP itself answers beside us, with ABORT: an INIT ACK may still follow.
    elsif ($type == CHUNK_ABORT) { $probe->{refused} = 'abort' }
    return;
}

# --- probing -------------------------------------------------------------------------------------------------------

sub start_probe {
    my ($id, $protocol, $source, $address, $port, $milliseconds) = @_;
    my $probe = { id => $id, protocol => $protocol, source => $source, port => $port };
    $probe->{deadline} = now() + $milliseconds / 1000;
    $probes{$id} = $probe;
    if ($protocol eq 'sctp') { start_sctp($probe, $address) }
    else                     { start_socket($probe, $address) }
    return;
}

sub start_sctp {
    my ($probe, $address) = @_;
    raw_socket(family_of($address));
    $probe->{tag} = 1 + int rand 0xFFFFFFFE;
    $probe->{family} = family_of($address);
    $probe->{to} = socket_address($address, 0);
    $sctp_probes{ $probe->{source} } = $probe;
    transmit($probe);
    return;
}

sub start_socket {
    my ($probe, $address) = @_;
    my $family = family_of($address);
    my $handle = open_socket($family, $probe->{protocol} eq 'tcp' ? SOCK_STREAM : SOCK_DGRAM, 0);
    my $any = $family == AF_INET6 ? '::' : '0.0.0.0';
    bind $handle, socket_address($any, $probe->{source}) or die "bind: $!\n";
    $probe->{handle} = $handle;
    $by_fileno{ fileno $handle } = $probe;
    if (!connect($handle, socket_address($address, $probe->{port})) && $! != EINPROGRESS) {
        return finish($probe, "refused $!");
    }
    transmit($probe) if $probe->{protocol} eq 'udp';
    return;
}

# UDP and SCTP are sent again and again; for TCP the kernel does so.
sub transmit {
    my ($probe) = @_;
    $probe->{again} = now() + RETRANSMIT;
    if ($probe->{protocol} eq 'udp') {
        syswrite($probe->{handle}, '?') // note_error($probe);
        return;
    }
    my $init = init_chunk(CHUNK_INIT, $probe->{tag}, '');
    send($raw{ $probe->{family} }, sctp_packet($probe->{source}, $probe->{port}, 0, $init), 0, $probe->{to})
        // note_error($probe);
    return;
}

# A policy's own DROP on the way out shows as EPERM: the packet went nowhere, which is what silence means.
sub note_error {
    my ($probe) = @_;
    return if $! == EAGAIN || $! == POSIX::EPERM();
    return finish($probe, "refused $!");
}

sub read_probe {
    my ($probe) = @_;
    my $got = sysread $probe->{handle}, my $data, 512;
    if (!defined $got) {
        return if $! == EAGAIN || $! == EINTR;
        return finish($probe, "refused $!");
    }
    return finish($probe, 'open -') if $got == 0;
    $data =~ s/\n.*//s;
    return finish($probe, "open $data");
}

sub finish {
    my ($probe, $outcome) = @_;
    return unless delete $probes{ $probe->{id} };
    delete $sctp_probes{ $probe->{source} } if $probe->{protocol} eq 'sctp';
    if (my $handle = $probe->{handle}) {
        delete $by_fileno{ fileno $handle };
        # Reset rather than linger in TIME_WAIT: thousands of probes follow.
        setsockopt($handle, SOL_SOCKET, SO_LINGER, pack 'ii', 1, 0) if $probe->{protocol} eq 'tcp';
        close $handle;
    }
    say_line("result $probe->{id} $outcome");
    return;
}

# At the deadline: a connection that came about without a word from the peer is open all the same.
sub expire {
    my ($probe) = @_;
    return finish($probe, "refused $probe->{refused}") if $probe->{refused};
    my $connected = $probe->{protocol} eq 'tcp' && getpeername $probe->{handle};
    return finish($probe, $connected ? 'open -' : 'silent');
}

# --- the loop ------------------------------------------------------------------------------------------------------

sub obey {
    my ($command, @words) = split ' ', $_[0];
    if    ($command eq 'name')  { $name = $words[0] }
    elsif ($command eq 'probe') {
        return if eval { start_probe(@words); 1 };
        chomp(my $reason = $@);
        finish($probes{ $words[0] }, "refused $reason");
    }
    elsif ($command eq 'listen') {
        my $done = eval { listen_on(@words); 1 };
        chomp(my $reason = $@);
        say_line($done ? "listening @words" : "failed @words $reason");
    }
    return;
}

sub read_commands {
    my $got = sysread STDIN, $input, 65_536, length $input;
    exit 0 if defined $got && $got == 0;
    exit 1 if !defined $got && $! != EAGAIN && $! != EINTR;
    while ($input =~ s/^([^\n]+)\n//) { obey($1) }
    return;
}

sub run_timers {
    my $now = now();
    for my $probe (values %probes) {
        if    ($now >= $probe->{deadline})                   { expire($probe) }
        elsif ($probe->{again} && $now >= $probe->{again})   { transmit($probe) }
    }
    return;
}

while (1) {
    my $readable = '';
    vec($readable, $_, 1) = 1
        for fileno STDIN, keys %listeners, keys %by_fileno, map { fileno $_ } values %raw;
    # 20 ms: precise enough for deadlines, and idle without probes.
    my $found = select $readable, undef, undef, %probes ? 0.02 : undef;
    if ($found > 0) {
        for my $fileno (grep { vec $readable, $_, 1 } keys %listeners) { serve($listeners{$fileno}) }
        for my $family (grep { vec $readable, fileno $raw{$_}, 1 } keys %raw) { read_raw($family) }
        for my $fileno (grep { vec $readable, $_, 1 } keys %by_fileno) { read_probe($by_fileno{$fileno}) }
        read_commands() if vec $readable, fileno STDIN, 1;
    }
    run_timers() if %probes;
}
