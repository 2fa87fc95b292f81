#!/usr/bin/perl
# Puts frames on wires and tells where they come out. Input: `INTERFACE HEX-FRAME` per line. Once all have been through the
# kernel it prints `ID PLACE` for each packet that came out, on an interface it was told of on its command line or at
# `node`, the sockets of this network namespace. The last four bytes of a packet are `M!` and its number.
#
# That frames are through is known from ARP, which no policy touches: what one processor sends over veth wires is taken in
# order, so whoever is answered last has everything before it. Hence one processor alone.
#
# Perl for its raw sockets; only what perl-base has.
use strict;
use warnings;
use Errno;
use Socket qw(:DEFAULT);

use constant { AF_PACKET => 17, ETH_P_ALL => 3, PACKET_OUTGOING => 4, PATIENCE => 120 };

unless ($ENV{MANUL_ONE_PROCESSOR}++) {
    open(my $status, '<', '/proc/self/status') or die "status: $!\n";
    my ($processor) = map { /^Cpus_allowed_list:\s*(\d+)/ } <$status>;
    exec('taskset', '--cpu-list', $processor, $^X, $0, @ARGV) or die "taskset: $!\n";
}

sub open_raw {
    my ($family, $protocol) = @_;
    socket(my $handle, $family, SOCK_RAW, $protocol) or die "socket: $!\n";
    setsockopt($handle, SOL_SOCKET, 33, pack('i', 64 << 20)) || setsockopt($handle, SOL_SOCKET, SO_RCVBUF, 4 << 20);
    $handle->blocking(0);
    return $handle;
}

sub ask_about {
    my ($interface, $what) = @_;
    socket(my $handle, AF_INET, SOCK_DGRAM, 0) or die "socket: $!\n";
    my $request = pack('a16 x24', $interface);
    ioctl($handle, $what, $request) or return undef;
    return $request;
}

sub index_of {
    my ($interface) = @_;
    my $answer = ask_about($interface, 0x8933) // die "$interface: $!\n";    # SIOCGIFINDEX
    return unpack('x16 i', $answer);
}

my (%wires, %places, %handles);
for my $interface (@ARGV) {
    my $handle = open_raw(AF_PACKET, unpack('S', pack('n', ETH_P_ALL)));
    bind($handle, pack('S n i S C C a8', AF_PACKET, ETH_P_ALL, index_of($interface), 0, 0, 0, '')) or die "bind: $!\n";
    $wires{$interface} = $handle;
    ($places{ fileno $handle }, $handles{ fileno $handle }) = ($interface, $handle);
}
for my $protocol (1, 4, 6, 17, 47, 132, 58) {
    for my $family (AF_INET, AF_INET6) {
        my $handle = eval { open_raw($family, $protocol) } or next;
        ($places{ fileno $handle }, $handles{ fileno $handle }) = ('node', $handle);
    }
}

# The router's end of the wire `w-NAME` is NAME, and one of them has an address.
my ($router) = map { unpack('x20 a4', $_) } grep { defined } map { ask_about(substr($_, 2), 0x8915) } @ARGV;   # SIOCGIFADDR
die "the router has no address\n" unless defined $router;

my $bits = '';
vec($bits, $_, 1) = 1 for keys %handles;
my (%seen, %answered);

sub receive {
    my ($timeout) = @_;
    my $ready = $bits;
    return 0 if select($ready, undef, undef, $timeout) < 1;
    for my $number (grep { vec($ready, $_, 1) } keys %handles) {
        while (defined(my $from = recv($handles{$number}, my $packet, 65536, 0))) {
            # Of a packet socket's address: the packet's way. Our own frames are seen there as well.
            next if $places{$number} ne 'node' && unpack('x10 C', $from) == PACKET_OUTGOING;
            my ($type, $operation, $asked) = unpack('x12 n x6 n x10 a6', $packet . "\0" x 64);
            $answered{$asked} = 1 if $places{$number} ne 'node' && $type == 0x0806 && $operation == 2;
            my ($magic, $id) = unpack('a2 n', substr($packet, -4));
            $seen{"$id $places{$number}"} = 1 if length($packet) >= 4 && $magic eq 'M!';
        }
    }
    return 1;
}

sub transmit {
    my ($interface, $frame) = @_;
    until (defined send($wires{$interface}, $frame, 0)) {
        # As much is under way as may be.
        die "$interface: $!\n" unless $!{EAGAIN} || $!{ENOBUFS};
        receive(0.01);
    }
}

my $asked = 0;

# Settles once the router has answered on this wire. A wire that has just been laid takes nothing for a moment.
sub await_router {
    my ($interface) = @_;
    my $giving_up = time + PATIENCE;
    for (;;) {
        # As RFC 5227 probes for an address: from nobody's, so that no route to the sender is needed.
        my $us = pack('n N', 0x0600, ++$asked);
        transmit($interface, pack('H12 a6 n n n C C n a6 x4 x6 a4', 'f' x 12, $us, 0x0806, 1, 0x0800, 6, 4, 1, $us, $router));
        for (1 .. 10) {
            return if $answered{$us};
            receive(0.05);
        }
        die "$interface: no answer\n" if time > $giving_up;
    }
}

await_router($_) for sort keys %wires;
my $last = '';
while (my $line = <STDIN>) {
    my ($interface, $frame) = split ' ', $line;
    transmit($interface, pack('H*', $frame));
    receive(0);
    $last = $interface;
}
await_router($last) if $last ne '';
1 while receive(0);
print "$_\n" for sort keys %seen;
