using System.Runtime.CompilerServices;
using Orleans.Embedded.Calls;

[assembly: InternalsVisibleTo("PatientFlow.Embedded.Tests")]
[assembly: InternalsVisibleTo(ProxyModule.AssemblyName)]
