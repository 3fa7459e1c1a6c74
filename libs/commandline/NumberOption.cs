using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace PatientFlow.CommandLine;

/// <summary>Options that are a number within limits; anything else is refused in words that name the limits.</summary>
public static class NumberOption
{
    /// <summary>An option with a default.</summary>
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

    /// <summary>An option without a default, whose range is said in words.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="placeholder">What the help shows in place of the number.</param>
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
