using System.Runtime.CompilerServices;

// The generator is internal, like everything of the host; its tests stand outside.
[assembly: InternalsVisibleTo("PatientFlow.Synapse.Tests")]
