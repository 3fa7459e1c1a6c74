namespace PatientFlow.CommandLine;

/// <summary>A command cannot go on, for a reason that its user can mend; the message says what and how.</summary>
public sealed class CommandException(string message) : Exception(message);
