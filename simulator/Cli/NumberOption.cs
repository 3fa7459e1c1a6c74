using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace PatientFlow.Simulator.Cli;

/// <summary>Makes options that take a number of some range and say in plain words when they get another.</summary>
internal static class NumberOption
{
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
