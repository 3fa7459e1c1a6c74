using System.CommandLine;
using System.Text.Json.Nodes;

namespace PatientFlow.Tools.Lake;

/// <summary><c>lake files</c>: lists the live files of a version.</summary>
internal static class FilesCommand
{
    public static Command Create()
    {
        var version = new VersionOptions();
        return TableCommand.Create("files", "The live files of a table.", version.With(), async call =>
        {
            var snapshot = await version.ReadAsync(call);
            var listing = call.List("path", "size_bytes", "rows", "modified", "partition");
            foreach (var file in snapshot.Files.OrderBy(f => f.Path, StringComparer.Ordinal))
            {
                listing.Add(
                    file.StorePath, file.SizeBytes, file.Rows,
                    IsoTime.Text(DateTimeOffset.FromUnixTimeMilliseconds(file.ModifiedMs)),
                    Partition(snapshot.Metadata.PartitionColumns, file.PartitionValues));
            }

            listing.End();
            return 0;
        });
    }

    private static JsonObject? Partition(IReadOnlyList<string> columns, IReadOnlyDictionary<string, string?> values) =>
        columns.Count == 0
            ? null
            : new JsonObject(columns.Select(c => KeyValuePair.Create(c, (JsonNode?)values.GetValueOrDefault(c))));
}
