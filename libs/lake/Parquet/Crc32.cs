namespace PatientFlow.Lake.Parquet;

/// <summary>The checksum of a page: CRC-32 as in gzip.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = BuildTable();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes) sum = Table[(byte)(sum ^ b)] ^ sum >> 8;
        return ~sum;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) != 0 ? value >> 1 ^ 0xEDB88320u : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
