# recipe: body_mass_index
# title: Body mass index
# keywords: bmi, body mass index, bmi calculator, calculate bmi
# tags: health, math
# main: body_mass_index
# also: weight, height, kg, kilos, meters, underweight, overweight, obese
"""Body mass index."""


def body_mass_index(kilograms: float, metres: float) -> float:
    """Return the body mass index of a weight in kilograms and a height in metres, to one digit.

    >>> body_mass_index(70, 1.75)
    22.9
    >>> body_mass_index(70, 0)
    Traceback (most recent call last):
        ...
    ValueError: weight and height must be greater than 0
    """
    if kilograms <= 0 or metres <= 0:
        raise ValueError("weight and height must be greater than 0")
    return round(kilograms / metres**2, 1)


def weight_class(index: float) -> str:
    """Return the class of an index for adults, as the World Health Organization names it.

    >>> weight_class(22.9)
    'normal weight'
    >>> weight_class(31)
    'obesity'
    """
    if index < 18.5:
        return "underweight"
    if index < 25:
        return "normal weight"
    return "overweight" if index < 30 else "obesity"
