using PatientFlow.Configuration;
using PatientFlow.Tools.Synapse;

return await FlowProgram.RunAsync(SynapseCommand.Create(), args);
