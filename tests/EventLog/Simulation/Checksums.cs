using System.Buffers.Binary;

namespace PatientFlow.EventLog.Tests;

/// <summary>
/// A planted bug: rewrites the checksum of whatever looks like a record, so that the log accepts what it would accept
/// if it had no checksums.
/// </summary>
internal static class Checksums
{
    public static void MakeRight(SimulatedDisk disk)
    {
        foreach (var path in disk.Files().Where(f => f.EndsWith(".log", StringComparison.Ordinal)))
        {
            var bytes = disk.Get(path);
            if (!SegmentHeader.TryRead(bytes, path, out _, out var seed)) continue;
            for (var at = SegmentHeader.SizeBytes; RecordFrame.TryReadHeader(bytes.AsSpan(at), out var frame);)
            {
                if (at + frame.SizeBytes > bytes.Length) break;
                var checkedBytes = bytes.AsSpan(at + 4, frame.SizeBytes - 4);
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), Crc32C.Compute(seed, checkedBytes));
                at += frame.SizeBytes;
            }

            disk.Put(path, bytes);
        }
    }
}
