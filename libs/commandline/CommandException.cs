namespace PatientFlow.CommandLine;

/// <summary>A command cannot continue, for a reason that its user can fix; the message says what and how.</summary>
public sealed class CommandException(string message) : Exception(message);
