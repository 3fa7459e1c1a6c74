namespace PatientFlow.Silo.Hosting;

/// <summary>A command cannot go on, for a reason that its user can mend; the message says what and how.</summary>
internal sealed class CommandFailure(string message) : Exception(message);
