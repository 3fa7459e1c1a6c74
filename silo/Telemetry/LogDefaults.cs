namespace PatientFlow.Silo.Telemetry;

/// <summary>Default log levels of the parts of the program, unless the configuration overrides them.</summary>
internal static class LogDefaults
{
    /// <summary>
    /// Sets the minimum level of a category and everything below it. <c>Logging__LogLevel__CATEGORY</c> for the
    /// category or one above it takes precedence; <c>Default</c> does not.
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
