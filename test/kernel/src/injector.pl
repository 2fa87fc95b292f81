#!/usr/bin/perl
# Puts frames on wires and tells where they come out. Input: `INTERFACE HEX-FRAME` per line. Once nothing has arrived for
# a while it prints `ID PLACE` for each packet that came out, on an interface it was told of on its command line or at
# `node`, the sockets of this network namespace. The last four bytes of a packet are `M!` and its number.
#
# Perl for its raw sockets; only what perl-base has.
use strict;
use warnings;
use Socket qw(:DEFAULT);

use constant { AF_PACKET => 17, ETH_P_ALL => 3, PACKET_OUTGOING => 4, QUIET => 0.4 };

sub open_raw {
    my ($family, $protocol) = @_;
    socket(my $handle, $family, SOCK_RAW, $protocol) or die "socket: $!\n";
    setsockopt($handle, SOL_SOCKET, 33, pack('i', 64 << 20)) || setsockopt($handle, SOL_SOCKET, SO_RCVBUF, 4 << 20);
    $handle->blocking(0);
    return $handle;
}

sub index_of {
    my ($interface) = @_;
    socket(my $handle, AF_INET, SOCK_DGRAM, 0) or die "socket: $!\n";
    my $request = pack('a16 x24', $interface);
    ioctl($handle, 0x8933, $request) or die "$interface: $!\n";    # SIOCGIFINDEX
    return unpack('x16 i', $request);
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

my $bits = '';
vec($bits, $_, 1) = 1 for keys %handles;
my %seen;

sub receive {
    my ($timeout) = @_;
    my $ready = $bits;
    return 0 if select($ready, undef, undef, $timeout) < 1;
    for my $number (grep { vec($ready, $_, 1) } keys %handles) {
        while (defined(my $from = recv($handles{$number}, my $packet, 65536, 0))) {
            # Of a packet socket's address: the packet's way. Our own frames are seen there as well.
            next if $places{$number} ne 'node' && unpack('x10 C', $from) == PACKET_OUTGOING;
            my ($magic, $id) = unpack('a2 n', substr($packet, -4));
            $seen{"$id $places{$number}"} = 1 if length($packet) >= 4 && $magic eq 'M!';
        }
    }
    return 1;
}

while (my $line = <STDIN>) {
    my ($interface, $frame) = split ' ', $line;
    send($wires{$interface}, pack('H*', $frame), 0) or die "$interface: $!\n";
    receive(0);
}
1 while receive(QUIET);
print "$_\n" for sort keys %seen;
