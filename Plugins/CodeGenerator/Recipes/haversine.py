# recipe: haversine
# title: Distance between two places on Earth
# keywords: haversine, distance between coordinates, latitude longitude, great circle, gps distance
# tags: math, geography
# main: haversine_km
# also: cities, km, kilometers, coordinates, globe
"""Distance between two places on Earth."""

import math


def haversine_km(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """Return the great-circle distance in kilometres between two points in degrees.

    >>> round(haversine_km(48.8566, 2.3522, 51.5074, -0.1278))
    344
    >>> haversine_km(10, 20, 10, 20)
    0.0
    >>> haversine_km(91, 0, 0, 0)
    Traceback (most recent call last):
        ...
    ValueError: a latitude is between -90 and 90
    """
    if max(abs(latitude1), abs(latitude2)) > 90:
        raise ValueError("a latitude is between -90 and 90")
    phi1, phi2 = math.radians(latitude1), math.radians(latitude2)
    half_phi = (phi2 - phi1) / 2
    half_lambda = math.radians(longitude2 - longitude1) / 2
    a = math.sin(half_phi) ** 2 + math.cos(phi1) * math.cos(phi2) * math.sin(half_lambda) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(a))
