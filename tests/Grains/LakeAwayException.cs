namespace PatientFlow.Tests;

/// <summary>The lake cannot be reached: what a test plants.</summary>
internal sealed class LakeAwayException(string table) : Exception($"{table} is away");
