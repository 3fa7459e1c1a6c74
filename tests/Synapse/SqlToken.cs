namespace PatientFlow.Tests.Synapse;

/// <summary>A token of SQL.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without quotes or brackets.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text)
{
    /// <summary>Whether it is this keyword or mark.</summary>
    public bool Is(string text) =>
        Kind is SqlTokenKind.Word or SqlTokenKind.Mark && Text.Equals(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it can name something.</summary>
    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.Bracketed;
}
