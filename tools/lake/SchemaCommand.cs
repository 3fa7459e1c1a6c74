using System.CommandLine;

namespace PatientFlow.Tools.Lake;

/// <summary><c>lake schema</c>: lists the columns of a version.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var version = new VersionOptions();
        return TableCommand.Create("schema", "The columns of a table.", version.With(), async call =>
        {
            var metadata = (await version.ReadAsync(call)).Metadata;
            var listing = call.List("name", "type", "nullable", "partition", "comment");
            foreach (var field in metadata.Schema.Fields)
            {
                listing.Add(
                    field.Name, field.Type.ToString(), field.Nullable, metadata.PartitionColumns.Contains(field.Name),
                    field.Comment);
            }

            listing.End();
            return 0;
        });
    }
}
