using System.Buffers.Binary;

namespace PatientFlow.Simulator.Randomness;

/// <summary>
/// The generator's only source of chance: xoshiro256**, seeded by splitmix64.
/// Source: Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021.
/// </summary>
/// <remarks>
/// Written out here because <see cref="Random"/> promises no sequence across .NET versions, and a seed has to give
/// the same bytes on every machine. Owned by: one world, one thread.
/// </remarks>
internal sealed class Xoshiro256
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    public Xoshiro256(ulong seed)
    {
        a = SplitMix(ref seed);
        b = SplitMix(ref seed);
        c = SplitMix(ref seed);
        d = SplitMix(ref seed);
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        var result = ulong.RotateLeft(b * 5, 7) * 9;
        var shifted = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = ulong.RotateLeft(d, 45);
        return result;
    }

    /// <summary>A fraction in [0, 1), a multiple of 2^-53.</summary>
    public double Fraction() => (Bits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability; one draw whatever the probability is.</summary>
    public bool Chance(double probability) => Fraction() < probability;

    /// <summary>A whole number in [0, <paramref name="limit"/>).</summary>
    public int Below(int limit) => (int)Math.BigMul(Bits(), (ulong)limit, out _);

    /// <summary>A whole number in [<paramref name="from"/>, <paramref name="to"/>], both ends included.</summary>
    public int Whole(int from, int to) => from + Below(to - from + 1);

    /// <summary>A number in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public double Real(double from, double to) => from + (to - from) * Fraction();

    /// <summary>One of the choices, all equally likely. At least one is needed.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A UUID of version 4 (RFC 9562, section 5.4) from 122 random bits.</summary>
    public Guid Uuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Bits());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Bits());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
