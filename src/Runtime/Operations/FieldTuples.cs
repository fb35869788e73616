using Settee.Documents;
using Settee.Wire;

namespace Settee.Operations;

/// <summary>Some fields and what they are read into. Implemented by structs, so that generic operations are specialised by the JIT.</summary>
internal interface IFieldTuple<TDocument, TValue>
    where TDocument : IDocument<TDocument>
{
    /// <summary>Writes the questions, in the order in which <see cref="Read"/> takes the answers.</summary>
    void Write(FieldQuestionWriter writer);

    TValue Read(ref LookupAnswers answers);
}

/// <summary>Writes fields as specs of a lookup.</summary>
internal readonly struct FieldQuestionWriter(FrameBuffer body)
{
    public FieldQuestionWriter Add<TDocument>(Field<TDocument> field)
        where TDocument : IDocument<TDocument>
    {
        ArgumentNullException.ThrowIfNull(field);
        SubdocSpecs.Write(body, field.Opcode, SubdocPathFlags.None, field.Path.Utf8);
        return this;
    }
}

internal readonly record struct FieldTuple<TDocument, T1>(Field<TDocument, T1> A)
    : IFieldTuple<TDocument, T1>
    where TDocument : IDocument<TDocument>
{
    public void Write(FieldQuestionWriter writer) => writer.Add(A);

    public T1 Read(ref LookupAnswers answers) => answers.TakeField(A);
}

internal readonly record struct FieldTuple<TDocument, T1, T2>(Field<TDocument, T1> A, Field<TDocument, T2> B)
    : IFieldTuple<TDocument, (T1, T2)>
    where TDocument : IDocument<TDocument>
{
    public void Write(FieldQuestionWriter writer) => writer.Add(A).Add(B);

    public (T1, T2) Read(ref LookupAnswers answers) => (answers.TakeField(A), answers.TakeField(B));
}

internal readonly record struct FieldTuple<TDocument, T1, T2, T3>(
    Field<TDocument, T1> A, Field<TDocument, T2> B, Field<TDocument, T3> C)
    : IFieldTuple<TDocument, (T1, T2, T3)>
    where TDocument : IDocument<TDocument>
{
    public void Write(FieldQuestionWriter writer) => writer.Add(A).Add(B).Add(C);

    public (T1, T2, T3) Read(ref LookupAnswers answers) =>
        (answers.TakeField(A), answers.TakeField(B), answers.TakeField(C));
}

internal readonly record struct FieldTuple<TDocument, T1, T2, T3, T4>(
    Field<TDocument, T1> A, Field<TDocument, T2> B, Field<TDocument, T3> C, Field<TDocument, T4> D)
    : IFieldTuple<TDocument, (T1, T2, T3, T4)>
    where TDocument : IDocument<TDocument>
{
    public void Write(FieldQuestionWriter writer) => writer.Add(A).Add(B).Add(C).Add(D);

    public (T1, T2, T3, T4) Read(ref LookupAnswers answers) =>
        (answers.TakeField(A), answers.TakeField(B), answers.TakeField(C), answers.TakeField(D));
}

internal readonly record struct FieldTuple<TDocument, T1, T2, T3, T4, T5>(
    Field<TDocument, T1> A, Field<TDocument, T2> B, Field<TDocument, T3> C, Field<TDocument, T4> D,
    Field<TDocument, T5> E)
    : IFieldTuple<TDocument, (T1, T2, T3, T4, T5)>
    where TDocument : IDocument<TDocument>
{
    public void Write(FieldQuestionWriter writer) => writer.Add(A).Add(B).Add(C).Add(D).Add(E);

    public (T1, T2, T3, T4, T5) Read(ref LookupAnswers answers) =>
        (answers.TakeField(A), answers.TakeField(B), answers.TakeField(C), answers.TakeField(D),
        answers.TakeField(E));
}

internal readonly record struct FieldTuple<TDocument, T1, T2, T3, T4, T5, T6>(
    Field<TDocument, T1> A, Field<TDocument, T2> B, Field<TDocument, T3> C, Field<TDocument, T4> D,
    Field<TDocument, T5> E, Field<TDocument, T6> F)
    : IFieldTuple<TDocument, (T1, T2, T3, T4, T5, T6)>
    where TDocument : IDocument<TDocument>
{
    public void Write(FieldQuestionWriter writer) => writer.Add(A).Add(B).Add(C).Add(D).Add(E).Add(F);

    public (T1, T2, T3, T4, T5, T6) Read(ref LookupAnswers answers) =>
        (answers.TakeField(A), answers.TakeField(B), answers.TakeField(C), answers.TakeField(D),
        answers.TakeField(E), answers.TakeField(F));
}

internal readonly record struct FieldTuple<TDocument, T1, T2, T3, T4, T5, T6, T7>(
    Field<TDocument, T1> A, Field<TDocument, T2> B, Field<TDocument, T3> C, Field<TDocument, T4> D,
    Field<TDocument, T5> E, Field<TDocument, T6> F, Field<TDocument, T7> G)
    : IFieldTuple<TDocument, (T1, T2, T3, T4, T5, T6, T7)>
    where TDocument : IDocument<TDocument>
{
    public void Write(FieldQuestionWriter writer) => writer.Add(A).Add(B).Add(C).Add(D).Add(E).Add(F).Add(G);

    public (T1, T2, T3, T4, T5, T6, T7) Read(ref LookupAnswers answers) =>
        (answers.TakeField(A), answers.TakeField(B), answers.TakeField(C), answers.TakeField(D),
        answers.TakeField(E), answers.TakeField(F), answers.TakeField(G));
}

internal readonly record struct FieldTuple<TDocument, T1, T2, T3, T4, T5, T6, T7, T8>(
    Field<TDocument, T1> A, Field<TDocument, T2> B, Field<TDocument, T3> C, Field<TDocument, T4> D,
    Field<TDocument, T5> E, Field<TDocument, T6> F, Field<TDocument, T7> G, Field<TDocument, T8> H)
    : IFieldTuple<TDocument, (T1, T2, T3, T4, T5, T6, T7, T8)>
    where TDocument : IDocument<TDocument>
{
    public void Write(FieldQuestionWriter writer) => writer.Add(A).Add(B).Add(C).Add(D).Add(E).Add(F).Add(G).Add(H);

    public (T1, T2, T3, T4, T5, T6, T7, T8) Read(ref LookupAnswers answers) =>
        (answers.TakeField(A), answers.TakeField(B), answers.TakeField(C), answers.TakeField(D),
        answers.TakeField(E), answers.TakeField(F), answers.TakeField(G), answers.TakeField(H));
}

/// <summary>Any number of fields, whose answers are kept as they are.</summary>
internal readonly record struct FieldSet<TDocument>(Field<TDocument>[] Fields) : IFieldTuple<TDocument, FieldValues<TDocument>>
    where TDocument : IDocument<TDocument>
{
    public void Write(FieldQuestionWriter writer)
    {
        foreach (var field in Fields)
            writer.Add(field);
    }

    public FieldValues<TDocument> Read(ref LookupAnswers answers)
    {
        var kept = new FieldAnswer[Fields.Length];
        for (var i = 0; i < kept.Length; i++)
            kept[i] = new FieldAnswer(answers.Take(out var value), value.ToArray());

        return new FieldValues<TDocument>(Fields, kept, answers.Subject);
    }
}
