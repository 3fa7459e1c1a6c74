using System.Reflection;
using System.Reflection.Emit;
using Orleans.Concurrency;

namespace Orleans.Embedded.Calls;

/// <summary>Emits the call type of one interface method.</summary>
internal sealed class CallEmitter(ModuleBuilder module, MethodInfo method, string typeName)
{
    private const string SiteField = "TheSite";

    private readonly string _name = $"{method.DeclaringType!.Name}.{method.Name}";

    internal EmittedCall Emit()
    {
        Validate();
        var resultType = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null;
        var parent = resultType is null ? typeof(TaskCall) : typeof(ResultCall<>).MakeGenericType(resultType);
        var call = module.DefineType(typeName, TypeAttributes.Public | TypeAttributes.Sealed, parent);
        call.DefineDefaultConstructor(MethodAttributes.Public);
        var site = call.DefineField(SiteField, typeof(CallSite), FieldAttributes.Public | FieldAttributes.Static);
        var arguments = method.GetParameters()
            .Select((parameter, i) => call.DefineField($"Argument{i}", parameter.ParameterType, FieldAttributes.Public))
            .ToArray();
        EmitSite(call, parent, site);
        EmitInvoke(call, parent, arguments);

        var type = call.CreateType();
        type.GetField(SiteField)!.SetValue(null, DescribeSite());
        var send = IsOneWay ? nameof(TaskCall.SendOneWay) : nameof(TaskCall.Send);
        return new EmittedCall(
            type.GetConstructor([])!,
            arguments.Select(argument => type.GetField(argument.Name)!).ToArray(),
            parent.GetMethod(send)!);
    }

    private bool IsOneWay =>
        method.ReturnType == typeof(void) || method.IsDefined(typeof(OneWayAttribute));

    private CallSite DescribeSite() => new(_name)
    {
        AlwaysInterleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute)),
        IsReadOnly = method.IsDefined(typeof(Concurrency.ReadOnlyAttribute)),
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout,
    };

    private void Validate()
    {
        if (method.IsGenericMethodDefinition) throw Unsupported("it is generic");
        if (method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
            throw Unsupported("it has a parameter by reference");
        var type = method.ReturnType;
        var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (shape != typeof(Task) && shape != typeof(Task<>) && shape != typeof(ValueTask)
            && shape != typeof(ValueTask<>) && shape != typeof(void))
            throw Unsupported($"it returns {type.Name}, not a task");
        if (type.IsGenericType && method.IsDefined(typeof(OneWayAttribute)))
            throw Unsupported("it is one-way and has a result");
    }

    private NotSupportedException Unsupported(string why) => new($"{_name} is no grain method: {why}.");

    private static void EmitSite(TypeBuilder call, Type parent, FieldBuilder site)
    {
        var getter = parent.GetProperty(nameof(Call.Site))!.GetMethod!;
        var builder = Override(call, getter);
        var il = builder.GetILGenerator();
        il.Emit(OpCodes.Ldsfld, site);
        il.Emit(OpCodes.Ret);
        call.DefineMethodOverride(builder, getter);
    }

    private void EmitInvoke(TypeBuilder call, Type parent, FieldBuilder[] arguments)
    {
        var invoke = parent.GetMethod(nameof(TaskCall.Invoke))!;
        var builder = Override(call, invoke);
        var il = builder.GetILGenerator();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Castclass, method.DeclaringType!);
        foreach (var argument in arguments)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, argument);
        }

        il.Emit(OpCodes.Callvirt, method);
        if (method.ReturnType == typeof(void))
        {
            il.Emit(OpCodes.Call, typeof(Task).GetProperty(nameof(Task.CompletedTask))!.GetMethod!);
        }
        else if (method.ReturnType.IsValueType)
        {
            var result = il.DeclareLocal(method.ReturnType);
            il.Emit(OpCodes.Stloc, result);
            il.Emit(OpCodes.Ldloca, result);
            il.Emit(OpCodes.Call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);
        }

        il.Emit(OpCodes.Ret);
        call.DefineMethodOverride(builder, invoke);
    }

    private static MethodBuilder Override(TypeBuilder call, MethodInfo inherited) => call.DefineMethod(
        inherited.Name,
        MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig,
        inherited.ReturnType,
        inherited.GetParameters().Select(parameter => parameter.ParameterType).ToArray());
}
