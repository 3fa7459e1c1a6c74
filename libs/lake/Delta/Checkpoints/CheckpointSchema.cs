namespace PatientFlow.Lake.Delta;

/// <summary>
/// The columns of a classic checkpoint: one struct for each kind of action, one action a row. No feature lists are
/// written: readers of protocol (1,2) want them absent. Source: Delta protocol, "Checkpoint Schema".
/// </summary>
internal static class CheckpointSchema
{
    private static readonly MapType Texts = new(DataType.String, DataType.String, ValueNullable: true);
    private static readonly ListType Names = new(DataType.String, ElementNullable: true);

    /// <summary>The schema that is written.</summary>
    public static Schema Written { get; } = Build(forReading: false);

    /// <summary>The columns that are read, including those of features that must be refused.</summary>
    public static Schema Read { get; } = Build(forReading: true);

    private static Schema Build(bool forReading)
    {
        var add = new List<Field>
        {
            new("path", DataType.String),
            new("partitionValues", Texts),
            new("size", DataType.Long),
            new("modificationTime", DataType.Long),
            new("dataChange", DataType.Boolean),
            new("stats", DataType.String),
        };
        var protocol = new List<Field>
        {
            new("minReaderVersion", DataType.Integer),
            new("minWriterVersion", DataType.Integer),
        };
        if (forReading)
        {
            add.Add(new Field("deletionVector", new StructType([new Field("storageType", DataType.String)])));
            protocol.Add(new Field("readerFeatures", Names));
            protocol.Add(new Field("writerFeatures", Names));
        }

        return new Schema(
            new Field("txn", new StructType(
            [
                new("appId", DataType.String), new("version", DataType.Long), new("lastUpdated", DataType.Long),
            ])),
            new Field("add", new StructType(add)),
            new Field("remove", new StructType(
            [
                new("path", DataType.String), new("deletionTimestamp", DataType.Long),
                new("dataChange", DataType.Boolean), new("extendedFileMetadata", DataType.Boolean),
                new("partitionValues", Texts), new("size", DataType.Long),
            ])),
            new Field("metaData", new StructType(
            [
                new("id", DataType.String), new("name", DataType.String), new("description", DataType.String),
                new("format", new StructType([new("provider", DataType.String), new("options", Texts)])),
                new("schemaString", DataType.String), new("partitionColumns", Names),
                new("configuration", Texts), new("createdTime", DataType.Long),
            ])),
            new Field("protocol", new StructType(protocol)));
    }
}
