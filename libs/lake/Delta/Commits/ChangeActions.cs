namespace PatientFlow.Lake.Delta;

/// <summary>Turns a change into the actions and lines of a commit.</summary>
internal static class ChangeActions
{
    public static CommitActions Build(TableChange change, string txnId, LakeOptions options)
    {
        var nowMs = options.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var actions = new CommitActions
        {
            Info = Info(change, txnId, nowMs, options),
            Metadata = change.Metadata,
        };
        foreach (var transaction in change.Transactions)
            actions.Transactions.Add(transaction with { LastUpdatedMs = nowMs });
        foreach (var file in change.Removes)
        {
            actions.Removes.Add(new RemoveFile
            {
                Path = file.Path, DeletedMs = nowMs, DataChange = change.DataChange,
                PartitionValues = file.PartitionValues, SizeBytes = file.SizeBytes,
            });
        }

        foreach (var file in change.Adds) actions.Adds.Add(file with { DataChange = change.DataChange });
        return actions;
    }

    /// <summary>The first commit of a table.</summary>
    public static CommitActions BuildFirst(TableDefinition definition, string txnId, LakeOptions options)
    {
        var nowMs = options.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        var creation = new TableChange
        {
            Operation = "CREATE TABLE",
            OperationParameters = new Dictionary<string, string>
            {
                ["isManaged"] = "false",
                ["partitionBy"] = System.Text.Json.JsonSerializer.Serialize(definition.PartitionColumns),
            },
        };
        return new CommitActions
        {
            Info = Info(creation, txnId, nowMs, options),
            Protocol = TableProtocol.Ours,
            Metadata = new TableMetadata
            {
                Id = options.NewId().ToString(),
                Name = definition.Name,
                Description = definition.Description,
                Schema = definition.Schema,
                PartitionColumns = definition.PartitionColumns,
                Configuration = definition.Configuration,
                CreatedMs = nowMs,
            },
        };
    }

    public static ReadOnlyMemory<byte> Write(CommitActions actions)
    {
        using var writer = new ActionWriter();
        if (actions.Info is { } info) writer.Info(info);
        if (actions.Protocol is { } protocol) writer.Protocol(protocol);
        if (actions.Metadata is { } metadata) writer.Metadata(metadata);
        foreach (var transaction in actions.Transactions) writer.Transaction(transaction);
        foreach (var remove in actions.Removes) writer.Remove(remove);
        foreach (var add in actions.Adds) writer.Add(add);
        return writer.Written;
    }

    private static CommitInfo Info(TableChange change, string txnId, long nowMs, LakeOptions options) => new()
    {
        TimestampMs = nowMs,
        Operation = change.Operation,
        OperationParameters = change.OperationParameters,
        EngineInfo = options.EngineName,
        TxnId = txnId,
        IsBlindAppend = change.Reads == ReadScope.Nothing && change.Removes.Count == 0,
    };
}
