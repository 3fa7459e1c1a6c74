namespace PatientFlow.Silo.Demo;

/// <summary>How far a demo is.</summary>
/// <param name="InLog">Events of the input that the log holds.</param>
/// <param name="InLake">Of these, how many the lake holds too.</param>
/// <param name="Expected">How many the input has in all; null if that cannot be known.</param>
/// <param name="IsEstimate">Whether that is concluded from the part of the file that is read.</param>
internal readonly record struct DemoStep(long InLog, long InLake, long? Expected, bool IsEstimate)
{
    /// <summary>The part of the way that is done, 0 to 1; the log is half of it. Null if it cannot be known.</summary>
    public double? Share => Expected is > 0 ? Math.Min(1, (InLog + InLake) / 2.0 / Expected.Value) : null;

    /// <summary>Such as "88,000 of 200,000 events, 12,300/s, 9 s left".</summary>
    /// <param name="elapsed">Since the beginning.</param>
    public string Words(TimeSpan elapsed)
    {
        var done = (InLog + InLake) / 2.0; // As the share counts: half for the log, half for the lake.
        var rate = elapsed > TimeSpan.Zero ? done / elapsed.TotalSeconds : 0;
        var of = Expected is { } all ? $" of {(IsEstimate ? "about " : "")}{Math.Max(all, InLog):N0}" : "";
        var left = Share is > 0 and var share ? $", {Duration(elapsed * ((1 - share) / share))} left" : "";
        return $"{Math.Floor(done):N0}{of} events, {rate:N0}/s{left}";
    }

    private static string Duration(TimeSpan left) => left.TotalSeconds < 90
        ? $"{Math.Ceiling(left.TotalSeconds):N0} s"
        : $"{Math.Ceiling(left.TotalMinutes):N0} min";
}
