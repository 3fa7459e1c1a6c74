using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace PatientFlow.CommandLine;

/// <summary>Options that are a number within limits; anything else is refused in words that name the limits.</summary>
public static class NumberOption
{
    public static Option<T> Create<T>(string name, string helpName, string description, T otherwise, T min, T max)
        where T : struct, INumber<T> => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        HelpName = helpName,
        CustomParser = result =>
        {
            if (T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number)
                && number >= min && number <= max) return number;
            result.AddError($"{name} must be {min} to {max}, not '{result.Tokens[0].Value}'.");
            return otherwise;
        },
    };
}
