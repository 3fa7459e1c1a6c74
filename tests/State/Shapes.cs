using System.Collections.Immutable;

namespace PatientFlow.State.Tests;

/// <summary>A state as an earlier version of a program knew it.</summary>
[GenerateSerializer, Alias("chart-before")]
public sealed class ChartBefore
{
    [Id(0)] public string Name { get; set; } = "";

    [Id(2)] public ImmutableArray<LineBefore> Lines { get; set; } = [];
}

/// <summary>The same state, later: a member more in it and one in what it holds.</summary>
[GenerateSerializer, Alias("chart-after")]
public sealed class ChartAfter
{
    [Id(0)] public string Name { get; set; } = "";

    [Id(2)] public ImmutableArray<LineAfter> Lines { get; set; } = [];

    [Id(3)] public string? Ward { get; set; } = "none yet";

    [Id(1)] public long? Weight { get; set; }
}

/// <summary>What a state holds.</summary>
[GenerateSerializer, Alias("line-before")]
public sealed record LineBefore
{
    [Id(0)] public required int Number { get; init; }
}

/// <summary>The same, later.</summary>
[GenerateSerializer, Alias("line-after")]
public sealed record LineAfter
{
    [Id(0)] public required int Number { get; init; }

    [Id(1)] public ImmutableArray<string> Words { get; init; } = [];
}
