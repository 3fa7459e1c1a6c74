namespace PatientFlow.Lake;

/// <summary>The bytes of a file, or the log of a table, are broken: they say something that cannot be true.</summary>
public sealed class LakeFormatException(string message, Exception? inner = null) : LakeException(message, inner);
