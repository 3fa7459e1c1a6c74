using System.Buffers;
using System.IO.Pipelines;

namespace PatientFlow.Silo.Audit;

/// <summary>The lines of a file of the audit trail.</summary>
internal static class AuditLines
{
    /// <summary>Returns all complete lines in order, without their line feeds, and what stands after the last one.</summary>
    public static async IAsyncEnumerable<(byte[] Line, bool IsComplete)> ReadAsync(Stream file)
    {
        var reader = PipeReader.Create(file);
        while (true)
        {
            var read = await reader.ReadAsync();
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return (rest.Slice(0, end).ToArray(), true);
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            if (read.IsCompleted)
            {
                if (!rest.IsEmpty) yield return (rest.ToArray(), false);
                yield break;
            }

            reader.AdvanceTo(rest.Start, rest.End);
        }
    }
}
