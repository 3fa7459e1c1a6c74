using System.Text;

namespace PatientFlow.State.Records;

/// <summary>
/// Key of a record: the grain's type, the state's name and the grain's key, separated by a zero byte. States with the
/// same name and grain type are therefore adjacent, in the order of their grains' keys.
/// </summary>
internal readonly struct StateKey : IEquatable<StateKey>
{
    private readonly int hash;

    private StateKey(byte[] bytes)
    {
        Bytes = bytes;
        var code = new HashCode();
        code.AddBytes(bytes);
        hash = code.ToHashCode();
    }

    /// <summary>Key of the number of the last write; it sorts before all records of grains.</summary>
    public static StateKey LastNumber { get; } = new([0]);

    /// <summary>The key as stored on the disk.</summary>
    public byte[] Bytes { get; }

    /// <exception cref="ArgumentException">The type or the state's name is empty or holds a zero.</exception>
    public static StateKey Of(ReadOnlySpan<byte> grainType, string stateName, ReadOnlySpan<byte> grainKey)
    {
        var bytes = new byte[grainType.Length + Encoding.UTF8.GetByteCount(stateName) + grainKey.Length + 2];
        var prefix = FillPrefix(bytes, grainType, stateName);
        grainKey.CopyTo(bytes.AsSpan(prefix));
        return new StateKey(bytes);
    }

    /// <summary>Returns the common prefix of the keys of a grain type's state.</summary>
    /// <exception cref="ArgumentException">The type or the state's name is empty or holds a zero.</exception>
    public static byte[] Prefix(ReadOnlySpan<byte> grainType, string stateName)
    {
        var bytes = new byte[grainType.Length + Encoding.UTF8.GetByteCount(stateName) + 2];
        _ = FillPrefix(bytes, grainType, stateName);
        return bytes;
    }

    public bool Equals(StateKey other) => hash == other.hash && Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => obj is StateKey other && Equals(other);

    public override int GetHashCode() => hash;

    private static int FillPrefix(Span<byte> bytes, ReadOnlySpan<byte> grainType, string stateName)
    {
        if (grainType.IsEmpty || grainType.Contains((byte)0) || stateName.Length == 0 || stateName.Contains('\0'))
            throw new ArgumentException("The type of a grain and the name of a state are not empty and hold no zero.");
        grainType.CopyTo(bytes);
        var name = Encoding.UTF8.GetBytes(stateName, bytes[(grainType.Length + 1)..]);
        return grainType.Length + name + 2;
    }
}
