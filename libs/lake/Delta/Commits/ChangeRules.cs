namespace PatientFlow.Lake.Delta;

/// <summary>Rules that a change must obey, whether or not others write.</summary>
internal static class ChangeRules
{
    /// <exception cref="InvalidOperationException">The change breaks a property of the table, or itself.</exception>
    /// <exception cref="LakeUnsupportedException">
    /// Writing the table needs a feature that this library lacks.
    /// </exception>
    public static void ThrowIfForbidden(Snapshot current, TableChange change)
    {
        current.Protocol.ThrowIfUnwritable();
        foreach (var field in current.Schema.Fields)
            if (field.MetadataJson.Contains("delta.invariants", StringComparison.Ordinal)
                || field.MetadataJson.Contains("delta.generationExpression", StringComparison.Ordinal))
                throw new LakeUnsupportedException($"writing a table with an invariant on column '{field.Name}'");
        if (current.Properties.AppendOnly && change.DataChange && change.Removes.Count > 0)
            throw new InvalidOperationException("The table is append-only (delta.appendOnly): no rows may be removed.");
        if (change.Transactions.Select(transaction => transaction.AppId).Distinct().Count()
            != change.Transactions.Count)
            throw new InvalidOperationException("An application is in the change twice.");
        ThrowIfFilesAreUnfit(current, change);
        if (change.Metadata is { } metadata) SchemaRules.ThrowIfForbidden(current, metadata, change);
    }

    private static void ThrowIfFilesAreUnfit(Snapshot current, TableChange change)
    {
        var paths = new HashSet<string>();
        foreach (var path in change.Adds.Concat(change.Removes).Select(file => file.StorePath))
            if (!paths.Add(path))
                throw new InvalidOperationException($"The file {path} is in the change twice.");
        var columns = (change.Metadata ?? current.Metadata).PartitionColumns;
        foreach (var add in change.Adds)
        {
            if (add.PartitionValues.Count != columns.Count || !columns.All(add.PartitionValues.ContainsKey))
                throw new InvalidOperationException(
                    $"The file {add.Path} does not say exactly the partition columns of the table.");
            if (current.Contains(add)) throw new InvalidOperationException($"The file {add.Path} is live already.");
        }
    }
}
