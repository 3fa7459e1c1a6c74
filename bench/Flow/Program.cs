using PatientFlow.Configuration;
using PatientFlow.Flow.Bench;

return await FlowProgram.RunAsync(BenchCommand.Create(), args);
