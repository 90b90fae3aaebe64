"""Works out arithmetic: numbers, operators and the functions named below, and nothing else that Python could do."""

import ast
import math
import operator

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
FUNCTIONS = {
    name: getattr(math, name)
    for name in (
        "sqrt cbrt exp log log2 log10 sin cos tan asin acos atan atan2 sinh cosh tanh degrees radians hypot floor ceil gcd lcm comb".split()
    )
} | {"abs": abs, "round": round, "min": min, "max": max}
CONSTANTS = {"pi": math.pi, "e": math.e, "tau": math.tau}
BITS = 4000


def calculate(expression: str) -> int | float:
    try:
        tree = ast.parse(expression.replace("^", "**").replace("\u00d7", "*").replace("÷", "/").strip(), mode="eval")
        value = work_out(tree.body)
    except (SyntaxError, RecursionError, MemoryError):
        raise ValueError(f"{expression} is no expression that can be worked out.") from None
    except ZeroDivisionError:
        raise ValueError("There is a division by zero.") from None
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("The result is too large, or no number.")
        return float(f"{value:.15g}")  # 0.1 + 0.2 is 0.3
    return value


def work_out(node: ast.expr) -> int | float:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return value
        case ast.Name(id=name) if name in CONSTANTS:
            return CONSTANTS[name]
        case ast.UnaryOp(op=op, operand=operand) if type(op) in OPERATORS:
            return OPERATORS[type(op)](work_out(operand))
        case ast.BinOp(left=left, op=ast.Pow(), right=right):
            return power(work_out(left), work_out(right))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATORS:
            return bounded(OPERATORS[type(op)](work_out(left), work_out(right)))
        case ast.Call(func=ast.Name(id="factorial"), args=[count], keywords=[]):
            if (number := work_out(count)) > 400:
                raise ValueError("The result is too large.")
            return math.factorial(number)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return bounded(FUNCTIONS[name](*map(work_out, arguments)))
    raise ValueError(f"{ast.unparse(node)} cannot be worked out. There are + - * / // % ^ and {', '.join(FUNCTIONS)}.")


def power(base: int | float, exponent: int | float) -> int | float:
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * abs(exponent) > BITS:
        raise ValueError("The result is too large.")
    try:
        result = base**exponent
    except OverflowError:
        raise ValueError("The result is too large.") from None
    if isinstance(result, complex):
        raise ValueError("The result is no real number.")
    return result


def bounded(value: int | float) -> int | float:
    if isinstance(value, int) and value.bit_length() > BITS:
        raise ValueError("The result is too large.")
    return value
