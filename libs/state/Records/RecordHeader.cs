using System.Buffers.Binary;

namespace PatientFlow.State.Records;

/// <summary>
/// Beginning of a record: its format (one byte), its kind (one byte), and the number of its write (eight bytes, little
/// endian). The state follows, as Orleans' serializer wrote it.
/// </summary>
/// <param name="IsCleared">Whether the state was cleared; then only the number remains.</param>
/// <param name="Number">Number of the write in the store, from 1.</param>
internal readonly record struct RecordHeader(bool IsCleared, long Number)
{
    public const int Size = 10;

    private const byte Format = 1;
    private const byte State = 0;
    private const byte Cleared = 1;

    /// <exception cref="StateUnreadableException">This version does not know the header.</exception>
    public static RecordHeader Read(ReadOnlySpan<byte> record)
    {
        if (record.Length < Size || record[0] != Format || record[1] > Cleared)
            throw new StateUnreadableException("A record of the grain store has no header that this version knows.");
        return new RecordHeader(record[1] == Cleared, BinaryPrimitives.ReadInt64LittleEndian(record[2..]));
    }

    public void Write(Span<byte> record)
    {
        record[0] = Format;
        record[1] = IsCleared ? Cleared : State;
        BinaryPrimitives.WriteInt64LittleEndian(record[2..], Number);
    }

    public byte[] ToRecord()
    {
        var record = new byte[Size];
        Write(record);
        return record;
    }
}
