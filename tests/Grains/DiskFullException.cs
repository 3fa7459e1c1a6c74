namespace PatientFlow.Tests;

/// <summary>A grain's state cannot be read or written: what a test plants.</summary>
internal sealed class DiskFullException() : Exception("the disk is full");
