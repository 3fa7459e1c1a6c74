using System.ComponentModel;

namespace PatientFlow.Silo.Api.Description;

/// <summary>What the description of the API says of a parameter of a route.</summary>
/// <param name="description">What it does, with its unit and range.</param>
/// <param name="example">A value that is allowed, as it would be sent.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class ParameterWordsAttribute(string description, string example) : DescriptionAttribute(description)
{
    public string Example { get; } = example;
}
