# recipe: ip_validation
# title: IP address validation
# keywords: ip address, ipv4, ipv6, validate ip, subnet, cidr
# tags: validation, network
# main: ip_version
# also: v4, v6, network
"""IP address validation."""

import ipaddress


def ip_version(address: str) -> int:
    """Return 4 or 6 for a valid IP address, 0 for anything else.

    >>> ip_version("192.168.0.1")
    4
    >>> ip_version("2001:db8::1")
    6
    >>> ip_version("256.1.1.1")
    0
    """
    try:
        return ipaddress.ip_address(address).version
    except ValueError:
        return 0


def in_network(address: str, network: str) -> bool:
    """Tell whether address belongs to a network in CIDR notation.

    >>> in_network("10.1.2.3", "10.0.0.0/8")
    True
    >>> in_network("11.0.0.1", "10.0.0.0/8")
    False
    """
    return ipaddress.ip_address(address) in ipaddress.ip_network(network)
