/** {@code x::type}: binds tighter than every operator, so it takes the last operand only. */
void InfixCast(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    type = DataType() {
        DuckNodes.cast(list, type, s.end(this));
    }
}

/** {@code a // b}: the quotient without its fraction. */
void WholeDivide(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <WHOLE_DIVIDE> {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(DuckNodes.WHOLE_DIVIDE, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** {@code x -> 'key'} and {@code x ->> 'key'}. */
void JsonPath(List<Object> list, ExprContext exprContext, Span s) :
{
    final boolean text;
    final SqlNode path;
}
{
    (
        <LAMBDA> { text = false; }
    |
        <JSON_TEXT> { text = true; }
    )
    {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    path = Literal() {
        DuckNodes.jsonPath(list, text, path, s.end(this));
    }
}

/** {@code unnest(list)} where it is no table. */
SqlNode UnnestCall() :
{
    final Span s;
    final SqlNode e;
}
{
    <UNNEST> { s = span(); }
    <LPAREN> e = Expression(ExprContext.ACCEPT_SUB_QUERY) <RPAREN> {
        return DuckNodes.call("unnest", s.end(this), e);
    }
}

/** {@code [a, b]}. */
SqlNode BracketList() :
{
    final List<SqlNode> items = new ArrayList<SqlNode>();
    final Span s;
}
{
    <LBRACKET> { s = span(); }
    AddExpression(items, ExprContext.ACCEPT_SUB_QUERY)
    ( <COMMA> AddExpression(items, ExprContext.ACCEPT_SUB_QUERY) )*
    <RBRACKET> {
        return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(s.end(this), items);
    }
}

/** {@code lambda x: x + 1}; the word is no keyword. */
SqlNode DuckLambda() :
{
    final Span s;
    SqlIdentifier id;
    final List<SqlNode> parameters = new ArrayList<SqlNode>();
    final SqlNode body;
}
{
    <IDENTIFIER> { s = span(); }
    id = SimpleIdentifier() { parameters.add(id); }
    ( <COMMA> id = SimpleIdentifier() { parameters.add(id); } )*
    <COLON>
    body = Expression(ExprContext.ACCEPT_NON_QUERY) {
        return new SqlLambda(s.end(this), new SqlNodeList(parameters, Span.of(parameters).pos()), body);
    }
}

/** {@code FROM t [SELECT ...] [WHERE ...] ...}. */
SqlNode FromFirst() :
{
    final List<SqlLiteral> keywords = new ArrayList<SqlLiteral>();
    final SqlLiteral keyword;
    final List<SqlNode> items = new ArrayList<SqlNode>();
    final Span s;
    final SqlNode from;
    final SqlNode where;
    final SqlNodeList groupBy;
    final SqlNode having;
    final SqlNodeList windows;
    final SqlNode qualify;
}
{
    <FROM> { s = span(); }
    from = FromClause()
    [
        <SELECT>
        ( keyword = AllOrDistinct() { keywords.add(keyword); } )?
        AddSelectItem(items)
        ( <COMMA> AddSelectItem(items) )*
    ]
    ( where = Where() | { where = null; } )
    ( groupBy = GroupBy() | { groupBy = null; } )
    ( having = Having() | { having = null; } )
    ( windows = Window() | { windows = null; } )
    ( qualify = Qualify() | { qualify = null; } )
    {
        final SqlParserPos pos = s.end(this);
        if (items.isEmpty()) {
            items.add(SqlIdentifier.star(s.pos()));
        }
        return new SqlSelect(pos, new SqlNodeList(keywords, pos), new SqlNodeList(items, pos), from, where,
            groupBy, having, windows, qualify, null, null, null, SqlNodeList.EMPTY);
    }
}
