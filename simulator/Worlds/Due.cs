namespace PatientFlow.Simulator.Worlds;

/// <summary>When something is due. Within a second, what was planned first comes first.</summary>
internal readonly record struct Due : IComparable<Due>
{
    /// <summary>The time, in ticks; it nearly always decides a comparison alone.</summary>
    public required long AtTicks { get; init; }

    /// <summary>Counts plans, so that equal times have one order on every machine.</summary>
    public required long Order { get; init; }

    public DateTime At => new(AtTicks, DateTimeKind.Utc);

    public int CompareTo(Due other)
    {
        var byTime = AtTicks.CompareTo(other.AtTicks);
        return byTime != 0 ? byTime : Order.CompareTo(other.Order);
    }
}
