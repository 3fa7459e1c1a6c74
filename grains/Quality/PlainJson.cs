using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PatientFlow.Quality;

/// <summary>
/// Goes through JSON of the plainest form: no escapes, short numbers without an exponent. Every method returns false
/// for whatever else, valid or not, and the caller then begins again with a general reader. What it accepts is valid
/// JSON, apart from the encoding of its texts. A third of the time of a general reader.
/// </summary>
internal ref struct PlainJson(ReadOnlySpan<byte> json)
{
    private const int WholeDigitsMax = 9; // Any such number fits an int.
    private const int DigitsMax = 15; // Any such number is exact in a double, and so is its power of ten.

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private ReadOnlySpan<byte> rest = json;

    /// <summary>Whether nothing but blanks is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipBlanks();
            return rest.IsEmpty;
        }
    }

    /// <summary>Takes a sign such as a comma, if it is next.</summary>
    public bool TryTake(byte sign)
    {
        SkipBlanks();
        if (rest.IsEmpty || rest[0] != sign) return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>Takes a name with its colon.</summary>
    public bool TryName(out ReadOnlySpan<byte> name) => TryText(out name) && TryTake((byte)':');

    /// <summary>Takes <c>null</c>, if it is next.</summary>
    public bool TryNull() => TryWord("null"u8);

    /// <summary>Takes a text; gives the bytes between its quotes.</summary>
    public bool TryText(out ReadOnlySpan<byte> text)
    {
        text = default;
        SkipBlanks();
        if (rest.IsEmpty || rest[0] != '"') return false;
        var inside = rest[1..];
        var length = PlainLength(inside);
        if (length == inside.Length || inside[length] != '"') return false;
        text = inside[..length];
        rest = inside[(length + 1)..];
        return true;
    }

    /// <summary>Takes a whole number.</summary>
    public bool TryWhole(out int number)
    {
        var length = NumberLength(WholeDigitsMax, out var digits, out var scale);
        number = (int)digits;
        return scale == 0 && TryPass(length);
    }

    /// <summary>Takes a number; gives the double that is nearest to it.</summary>
    public bool TryNumber(out double number)
    {
        // Of two exact doubles the quotient is the nearest one (IEEE 754).
        var length = NumberLength(DigitsMax, out var digits, out var scale);
        number = digits / PowersOfTen[scale];
        return length > 0 && !(digits == 0 && rest[0] == '-') && TryPass(length); // Digits do not keep the sign of zero.
    }

    /// <summary>Takes a value that is no array, and no object with others in it.</summary>
    public bool TrySkip()
    {
        if (!TryTake((byte)'{')) return TrySkipSingle();
        do
        {
            if (!TryName(out _) || !TrySkipSingle()) return false;
        }
        while (TryTake((byte)','));
        return TryTake((byte)'}');
    }

    private bool TrySkipSingle() => TryText(out _) || TryPass(NumberLength(DigitsMax, out _, out _))
        || TryNull() || TryWord("true"u8) || TryWord("false"u8);

    // Between two signs there mostly is none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipBlanks()
    {
        if (!rest.IsEmpty && rest[0] <= ' ') SkipSomeBlanks();
    }

    private void SkipSomeBlanks()
    {
        while (!rest.IsEmpty && rest[0] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') rest = rest[1..];
    }

    private bool TryWord(ReadOnlySpan<byte> word)
    {
        SkipBlanks();
        return rest.StartsWith(word) && TryPass(word.Length);
    }

    private bool TryPass(int length)
    {
        rest = rest[length..];
        return length > 0;
    }

    /// <summary>Returns the length of the number that is next, 0 if none is or it has more digits.</summary>
    private int NumberLength(int digitsMax, out long digits, out int scale)
    {
        SkipBlanks();
        digits = scale = 0;
        var isNegative = !rest.IsEmpty && rest[0] == '-';
        var begin = isNegative ? 1 : 0;
        var at = begin;
        while (at < rest.Length && IsDigit(rest[at]) && at - begin <= digitsMax) digits = (digits * 10) + (rest[at++] - '0');
        var whole = at - begin;
        if (whole == 0 || whole > digitsMax || (whole > 1 && rest[begin] == '0')) return 0;
        if (at < rest.Length && rest[at] == '.')
        {
            for (at++; at < rest.Length && IsDigit(rest[at]) && whole + scale <= digitsMax; scale++)
                digits = (digits * 10) + (rest[at++] - '0');
            if (scale == 0 || whole + scale > digitsMax) return 0;
        }

        if (isNegative) digits = -digits;
        return at;
    }

    private static bool IsDigit(byte sign) => sign is >= (byte)'0' and <= (byte)'9';

    private static bool IsPlain(byte sign) => sign >= ' ' && sign != '"' && sign != '\\';

    // Texts of events are short, so that a vectorised search spends most of its time on being called.
    private static int PlainLength(ReadOnlySpan<byte> text)
    {
        var at = 0;
        for (; Vector128.IsHardwareAccelerated && at + Vector128<byte>.Count <= text.Length; at += Vector128<byte>.Count)
        {
            var signs = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)at);
            var special = Vector128.Equals(signs, Vector128.Create((byte)'"')) | Vector128.Equals(signs, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(signs, Vector128.Create((byte)' '));
            if (special != Vector128<byte>.Zero) return at + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
        }

        while (at < text.Length && IsPlain(text[at])) at++;
        return at;
    }
}
