namespace Settee.Dispatch;

/// <summary>Something that an error can be about.</summary>
internal interface IOperationSubject
{
    OperationContext Describe();
}
