using System.Runtime.InteropServices;

namespace PatientFlow.State.Rocks;

/// <summary>RocksDB refused or failed; its words hold file names, and no keys.</summary>
internal sealed class RocksException : IOException
{
    private RocksException(string message)
        : base(message)
    {
    }

    /// <summary>
    /// Whether what is stored cannot be trusted: a checksum is wrong, or a file that belongs to it is missing. What may
    /// pass (no room, no permission, a lock that another process holds) is not damage.
    /// </summary>
    public bool IsDamage =>
        Message.StartsWith("Corruption", StringComparison.Ordinal)
        || Message.StartsWith("IO error: No such file or directory", StringComparison.Ordinal)
        || Message.StartsWith("Invalid argument", StringComparison.Ordinal);

    public static void ThrowIf(nint error)
    {
        if (error != 0) throw new RocksException(Words(error));
    }

    /// <summary>Whether a call that may not touch the disk would have had to; throws where it failed otherwise.</summary>
    public static bool IsIncomplete(nint error)
    {
        if (error == 0) return false;
        var words = Words(error);
        return words.StartsWith("Result incomplete", StringComparison.Ordinal) ? true : throw new RocksException(words);
    }

    private static string Words(nint error)
    {
        var words = Marshal.PtrToStringUTF8(error) ?? "";
        RocksNative.Free(error);
        return words;
    }
}
