using System.Runtime.InteropServices;
using PatientFlow.Lake.Buffers;

namespace PatientFlow.Lake.Delta;

/// <summary>The values of some columns of a row as one run of bytes, equal exactly if the values are.</summary>
internal sealed class MergeKey(IReadOnlyList<Column> columns)
{
    private readonly ByteBuffer bytes = new();

    /// <summary>The key of a row; valid until the next call.</summary>
    public ReadOnlySpan<byte> Of(int row)
    {
        bytes.Clear();
        foreach (var column in columns)
        {
            bytes.Append(column.IsNull(row) ? (byte)0 : (byte)1);
            if (column.IsNull(row)) continue;
            switch (column)
            {
                case BytesColumn c:
                    bytes.AppendInt32(c.GetBytes(row).Length);
                    bytes.Append(c.GetBytes(row));
                    break;
                case ValueColumn<long> c:
                    Append(c[row]);
                    break;
                case ValueColumn<int> c:
                    Append(c[row]);
                    break;
                case ValueColumn<bool> c:
                    Append(c[row]);
                    break;
                case ValueColumn<Int128> c:
                    Append(c[row]);
                    break;
                default:
                    throw new LakeUnsupportedException($"a key of type {column.Type}");
            }
        }

        return bytes.Written;
    }

    private void Append<T>(T value)
        where T : unmanaged => bytes.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));
}
