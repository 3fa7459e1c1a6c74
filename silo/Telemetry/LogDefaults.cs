namespace PatientFlow.Silo.Telemetry;

/// <summary>From which level on each part of the program is heard, unless the configuration says otherwise.</summary>
internal static class LogDefaults
{
    /// <summary>
    /// Hears a category, and all below it, from a level on. <c>Logging__LogLevel__CATEGORY</c> of it or of one that it is
    /// below wins over that; <c>Default</c> does not.
    /// </summary>
    public static void HearFrom(this IHostApplicationBuilder builder, LogLevel level, params IEnumerable<string> categories)
    {
        foreach (var category in categories)
            if (!IsConfigured(builder.Configuration, category)) builder.Logging.AddFilter(category, level);
    }

    private static bool IsConfigured(IConfiguration configuration, string category)
    {
        for (var name = category; ; name = name[..name.LastIndexOf('.')])
        {
            if (configuration[$"Logging:LogLevel:{name}"] is not null) return true;
            if (!name.Contains('.', StringComparison.Ordinal)) return false;
        }
    }
}
