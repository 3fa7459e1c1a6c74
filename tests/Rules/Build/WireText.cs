using PatientFlow.Quality;

namespace PatientFlow.Tests.Build;

/// <summary>Every field of a wire event as text, so that two can be compared and their difference read.</summary>
internal static class WireText
{
    public static string Of(in WireEvent wire)
    {
        object boxed = wire;
        return string.Join('\n', typeof(WireEvent).GetFields().Select(f => $"{f.Name}={Show(f.GetValue(boxed))}"));
    }

    private static string Show(object? value) => value switch
    {
        DateTime time => $"{time:O} {time.Kind}",
        WireBed bed => $"{bed.Status}|{bed.Stage}|{bed.Reason}|{Show(bed.Until)}|{bed.ReservedFor}|{bed.Odd.Malformed}|{bed.Odd.NumberAsText}|{bed.Odd.IdTrimmed}|{bed.Odd.TextCleaned}",
        double number => number.ToString("R"),
        _ => $"{value}",
    };
}
