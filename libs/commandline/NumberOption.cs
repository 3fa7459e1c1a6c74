using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace PatientFlow.CommandLine;

/// <summary>
/// Creates options whose value is a number within limits; anything else is refused with a message that names the
/// limits.
/// </summary>
public static class NumberOption
{
    /// <summary>Creates an option with a default.</summary>
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

    /// <summary>Creates an option without a default, whose range is described in words.</summary>
    /// <param name="name">Name of the option, with its dashes.</param>
    /// <param name="description">Description for the help.</param>
    /// <param name="placeholder">Placeholder for the number in the help.</param>
    /// <param name="fits">Whether a number is in range.</param>
    /// <param name="demand">What to give, for the message: "give ...".</param>
    public static Option<T?> Of<T>(
        string name, string description, string placeholder, Func<T, bool> fits, string demand)
        where T : struct, INumber<T> => new(name)
        {
            Description = description,
            HelpName = placeholder,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && fits(number))
                    return number;

                result.AddError($"{name} {text}: give {demand}.");
                return null;
            },
        };
}
