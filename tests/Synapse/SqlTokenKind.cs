namespace PatientFlow.Tests.Synapse;

/// <summary>What a token is.</summary>
internal enum SqlTokenKind
{
    /// <summary>A bare word: keyword or name.</summary>
    Word,

    /// <summary>A name in brackets.</summary>
    Bracketed,

    /// <summary>A literal in single quotes.</summary>
    Literal,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Punctuation.</summary>
    Mark,

    /// <summary>A comment, without its dashes.</summary>
    Comment,
}
