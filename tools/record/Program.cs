using PatientFlow.Configuration;
using PatientFlow.Tools.Record;

return await FlowProgram.RunAsync(RecordCommand.Create(), args);
