# recipe: compound_interest
# title: Compound interest and loan payments
# keywords: compound interest, loan payment, mortgage, savings growth, interest rate
# tags: finance, math
# main: compound_interest
# also: times, compounded, compounding, yearly, annual, annually, monthly, year, amount, balance, deposit, invested, investment, money, final, grows, periods
"""Compound interest and loan payments."""

def compound_interest(principal: float, rate: float, years: float, periods: int = 1) -> float:
    """Return the value of savings after some years; rate is 0.05 for five per cent.

    Interest is added so many times a year: once, unless periods says otherwise.

    >>> round(compound_interest(1000, 0.05, 2), 2)
    1102.5
    >>> round(compound_interest(1000, 0.05, 10, periods=12), 2)
    1647.01
    >>> compound_interest(1000, 0, 10)
    1000.0
    >>> compound_interest(1000, 0.05, 1, periods=0)
    Traceback (most recent call last):
        ...
    ValueError: periods must be at least 1
    """
    if periods < 1:
        raise ValueError("periods must be at least 1")
    return principal * (1 + rate / periods) ** (periods * years)


def monthly_payment(loan: float, rate: float, months: int) -> float:
    """Return the constant monthly payment that pays off a loan.

    >>> round(monthly_payment(200_000, 0.06, 360), 2)
    1199.1
    >>> monthly_payment(1200, 0, 12)
    100.0
    """
    monthly = rate / 12
    if monthly == 0:
        return loan / months
    return loan * monthly / (1 - (1 + monthly) ** -months)
