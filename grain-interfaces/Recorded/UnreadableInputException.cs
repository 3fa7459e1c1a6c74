namespace PatientFlow.Recorded;

/// <summary>
/// An input has a form in which nobody can find events, such as a table or an archive; nothing was read from it. The
/// message says what it looks like.
/// </summary>
public sealed class UnreadableInputException(string message) : FormatException(message);
