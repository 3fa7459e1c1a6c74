using System.Globalization;

namespace Orleans;

/// <summary>How long a grain of this class is idle before it is collected; at least a minute.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute : Attribute
{
    private static readonly TimeSpan Min = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _given;

    /// <summary>The age is the sum of the parts that are set.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The age, as hh:mm:ss.</summary>
    public CollectionAgeLimitAttribute(string inactivityPeriod) =>
        _given = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of the age.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the age.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the age.</summary>
    public double Minutes { get; set; }

    /// <summary>Whether the class is never collected.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The age.</summary>
    public TimeSpan AgeLimit
    {
        get
        {
            var age = _given
                ?? TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);
            return age < Min ? Min : age;
        }
    }
}
