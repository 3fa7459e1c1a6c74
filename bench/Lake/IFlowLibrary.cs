namespace PatientFlow.Bench.Lake;

/// <summary>A library that writes the rows of <see cref="FlowRows"/> to a file, Snappy, one row group, and reads them.</summary>
internal interface IFlowLibrary
{
    string Name { get; }

    /// <summary>Writes all rows, which it was given before in the form that it likes best.</summary>
    Task WriteAsync(string path, CancellationToken cancellationToken);

    /// <summary>Reads every column of its own file.</summary>
    Task<FlowSums> ReadAsync(string path, CancellationToken cancellationToken);
}
