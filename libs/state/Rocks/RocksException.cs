using System.Runtime.InteropServices;

namespace PatientFlow.State.Rocks;

/// <summary>RocksDB refused or failed. Its message contains file names but no keys.</summary>
internal sealed class RocksException : IOException
{
    private RocksException(string message)
        : base(message)
    {
    }

    /// <summary>
    /// Whether the stored data cannot be trusted: a checksum is wrong, or a file is missing. Conditions that may pass
    /// (no room, no permission, another process's lock) are not damage.
    /// </summary>
    public bool IsDamage =>
        Message.StartsWith("Corruption", StringComparison.Ordinal)
        || Message.StartsWith("IO error: No such file or directory", StringComparison.Ordinal)
        || Message.StartsWith("Invalid argument", StringComparison.Ordinal);

    public static void ThrowIf(nint error)
    {
        if (error != 0) throw new RocksException(Words(error));
    }

    /// <summary>Whether a call that may not touch the disk would have had to; throws any other fault.</summary>
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
