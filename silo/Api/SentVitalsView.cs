namespace PatientFlow.Silo.Api;

/// <summary>Vital signs as producers send them.</summary>
/// <remarks>For the description alone, as the event that holds them.</remarks>
internal sealed record SentVitalsView
{
    /// <summary>Beats a minute.</summary>
    /// <example>72</example>
    public int? HeartRate { get; init; }

    /// <summary>Systolic blood pressure in mmHg.</summary>
    /// <example>120</example>
    public int? BpSystolic { get; init; }

    /// <summary>Diastolic blood pressure in mmHg.</summary>
    /// <example>80</example>
    public int? BpDiastolic { get; init; }

    /// <summary>Temperature in degrees Fahrenheit.</summary>
    /// <example>98.6</example>
    public double? TemperatureF { get; init; }

    /// <summary>Oxygen saturation in percent.</summary>
    /// <example>97</example>
    public int? OxygenSaturation { get; init; }
}
